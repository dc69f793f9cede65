// Counts checks and says what failed; the closing line is of the form that .ci/run adds up.
export class Tally {
  passed = 0;
  failures = [];

  check(what, holds, detail = '') {
    if (holds) this.passed++;
    else this.failures.push(`${what}${detail ? `\n    ${detail}` : ''}`);
  }

  close() {
    for (const failure of this.failures) console.log(`  Failed ${failure}`);
    const failed = this.failures.length;
    const pad = (n) => String(n).padStart(5);
    console.log(`${failed ? 'Failed' : 'Passed'}!  - Failed: ${pad(failed)}, Passed: ${pad(this.passed)}, Skipped: ${pad(0)}, Total: ${pad(failed + this.passed)} - schemas`);
    return failed === 0 && this.passed > 0 ? 0 : 1;
  }
}

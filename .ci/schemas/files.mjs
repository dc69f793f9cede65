import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

export function below(folder, accept) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder).sort().flatMap((name) => {
    if (name === 'bin' || name === 'obj' || name === 'node_modules') return [];
    const path = join(folder, name);
    return statSync(path).isDirectory() ? below(path, accept) : accept(path) ? [path] : [];
  });
}

export const isYaml = (path) => /\.ya?ml$/.test(path) && !/\/\./.test(path);

// The table of broken workspaces (tests/Reconciler.Tests/Manifests/Broken): each case as files and the codes that its golden shows.
export function brokenCases(root) {
  const folder = join(root, 'tests/Reconciler.Tests/Manifests/Broken');
  return below(join(folder, 'cases'), (p) => p.endsWith('.txt')).map((path) => {
    const name = path.slice(path.lastIndexOf('/') + 1, -'.txt'.length);
    const golden = readFileSync(join(folder, 'goldens', `${name}.txt`), 'utf8');
    const codes = [...golden.matchAll(/^(error|warning)\[(RC\d+)\]/gm)].map((m) => ({ isError: m[1] === 'error', code: m[2] }));
    return { name, files: parseCase(readFileSync(path, 'utf8')), codes };
  });
}

function parseCase(text) {
  const switches = [];
  for (let m; (m = /^# (escapes|directory|no control|unfollowed [^\n]*)\n/.exec(text)); text = text.slice(m[0].length)) switches.push(m[1]);
  if (!text.startsWith('=== ')) text = `=== people.yaml\n${text}`;
  const parts = `\n${text}`.split(/(?:^|\n)=== (.+)\n/).slice(1);
  const files = [];
  // A name with a word behind it is a file that cannot be read.
  for (let i = 0; i < parts.length; i += 2) if (!parts[i].includes(' ')) files.push({ path: parts[i], bytes: switches.includes('escapes') ? unescaped(parts[i + 1]) : Buffer.from(parts[i + 1]) });
  return files;
}

function unescaped(text) {
  return Buffer.concat(text.split(/(\\[xu]\{[0-9A-F]+\})/).map((part) => {
    const m = /^\\([xu])\{([0-9A-F]+)\}$/.exec(part);
    if (!m) return Buffer.from(part);
    const number = Number.parseInt(m[2], 16);
    return m[1] === 'x' ? Buffer.from([number]) : Buffer.from(String.fromCodePoint(number));
  }));
}

// The published schemas, judged by ajv as an editor would judge with them: see each section.
import { readFileSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import Ajv from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { parseDocument } from 'yaml';
import { below, brokenCases, isYaml } from './files.mjs';
import { checkServer } from './server.mjs';
import { Tally } from './tally.mjs';

const root = process.argv[2];
const shared = process.env.RECONCILER_SHARED;
const exceptions = JSON.parse(readFileSync(new URL('exceptions.json', import.meta.url)));
const used = new Set();
const tally = new Tally();

const excused = (name) => name in exceptions && used.add(name).size > 0;

// 1. The schemas themselves, in the strict mode, less two of its rules: `string` or `null` is how the language says what can be cleared,
// and a `required` inside `not` names keys that are described beside it.
const ajv = addFormats(new Ajv({ strict: true, allErrors: true, allowUnionTypes: true, strictRequired: false }));
const schemas = {};
for (const path of below(join(root, 'schemas'), (p) => p.endsWith('.schema.json'))) {
  const name = basename(path, '.schema.json');
  try {
    schemas[name] = ajv.compile(JSON.parse(readFileSync(path, 'utf8')));
    tally.check(`schema ${name}`, true);
  } catch (e) {
    tally.check(`schema ${name}`, false, e.message);
  }
}

// The faults of one YAML text: scalars as YAML's core schema types them, which is what editors do.
function faultsOf(path, text) {
  const document = parseDocument(text.replace(/^\uFEFF/, ''), { version: '1.2', schema: 'core' });
  if (document.errors.length > 0) return document.errors.map((e) => `not YAML: ${e.message.split('\n')[0]}`);
  const validate = schemas[basename(path) === 'reconciler.yaml' ? 'reconciler' : path.endsWith('.profile.yaml') ? 'profile' : 'content'];
  if (!validate) return ['its schema does not compile'];
  return validate(document.toJS()) ? [] : validate.errors.map((e) => `${e.instancePath} ${e.message}`);
}

// 2. Every file of a workspace that is known to be right.
const workspaces = [[root, join(root, 'examples')], ...(shared ? [[shared, join(shared, 'data')]] : [])];
for (const [base, folder] of workspaces) {
  for (const path of below(folder, isYaml)) {
    const name = relative(base, path);
    const faults = faultsOf(path, readFileSync(path, 'utf8'));
    tally.check(name, faults.length === 0 || excused(name), faults.slice(0, 3).join('; '));
  }
}

// The dialects that come with the program.
for (const path of below(join(root, 'src'), (p) => p.endsWith('.profile.yaml'))) {
  const faults = faultsOf(path, readFileSync(path, 'utf8'));
  tally.check(relative(root, path), faults.length === 0, faults.slice(0, 3).join('; '));
}

// 3. The table of broken workspaces: what only the grammar refuses the schemas refuse too, what only the rules refuse they accept.
const isGrammar = (c) => c >= 'RC110' && c <= 'RC199' && c !== 'RC121';
for (const { name, files, codes } of brokenCases(root)) {
  const all = (holds) => codes.length > 0 && codes.every((c) => holds(c.code));
  const expected = all(isGrammar) ? 'invalid' : all((c) => c >= 'RC200') ? 'valid' : '';
  if (!expected) continue;
  const faults = files.flatMap((f) => faultsOf(f.path, f.bytes.toString('utf8')));
  tally.check(`${name} is ${expected}`, (faults.length > 0) === (expected === 'invalid') || excused(`${name} is ${expected}`), faults.slice(0, 3).join('; '));
}

// 4. The documents that the program writes, and the sandbox's seeds.
for (const kind of ['plan', 'report']) {
  for (const path of below(join(root, 'tests'), (p) => p.includes('/goldens/') && basename(p) === `${kind}.json`)) {
    const valid = schemas[kind](JSON.parse(readFileSync(path, 'utf8')));
    tally.check(relative(root, path), valid, ajv.errorsText(schemas[kind].errors));
  }
}
for (const path of below(join(root, 'examples'), (p) => /\/\.sandbox\/.*\.jsonl$/.test(p))) {
  for (const [i, line] of readFileSync(path, 'utf8').split('\n').entries()) {
    if (line.trim()) tally.check(`${relative(root, path)}:${i + 1}`, schemas['emulator-state'](JSON.parse(line)), ajv.errorsText(schemas['emulator-state'].errors));
  }
}

// 5. A real language server, told by the modelines of the quickstart.
await checkServer(root, tally);

for (const name of Object.keys(exceptions)) tally.check(`the exception ${name} is needed`, used.has(name));
process.exit(tally.close());

// What a person sees in an editor: the YAML language server over its own protocol, told by the modelines at the top of the files.
import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { below, isYaml } from './files.mjs';

const patience = 60_000;
const settings = { yaml: { validate: true, schemaStore: { enable: false }, yamlVersion: '1.2' }, http: {} };

class Server {
  #waiting = new Map();
  #input = Buffer.alloc(0);
  #process = spawn(process.execPath, [fileURLToPath(new URL('node_modules/yaml-language-server/bin/yaml-language-server', import.meta.url)), '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] });

  constructor() {
    this.#process.stdout.on('data', (chunk) => this.#read(chunk));
  }

  async start(folder) {
    const rootUri = pathToFileURL(folder).href;
    await this.#ask('initialize', { processId: process.pid, rootUri, workspaceFolders: [{ uri: rootUri, name: 'w' }], capabilities: { workspace: { configuration: true } } });
    this.#send({ method: 'initialized', params: {} });
    this.#send({ method: 'workspace/didChangeConfiguration', params: { settings } });
  }

  diagnose(uri, text) {
    const said = this.#wait(`diagnostics ${uri}`);
    this.#send({ method: 'textDocument/didOpen', params: { textDocument: { uri, languageId: 'yaml', version: 1, text } } });
    return said;
  }

  stop() {
    this.#process.kill();
  }

  #ask(method, params) {
    this.#send({ id: method, method, params });
    return this.#wait(method);
  }

  #wait(what) {
    return new Promise((resolve, reject) => {
      const clock = setTimeout(() => reject(new Error(`no answer: ${what}`)), patience);
      this.#waiting.set(what, (answer) => { clearTimeout(clock); resolve(answer); });
    });
  }

  #send(message) {
    const body = JSON.stringify({ jsonrpc: '2.0', ...message });
    this.#process.stdin.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
  }

  #read(chunk) {
    this.#input = Buffer.concat([this.#input, chunk]);
    for (;;) {
      const head = this.#input.indexOf('\r\n\r\n');
      if (head < 0) return;
      const length = Number(/Content-Length: (\d+)/i.exec(this.#input.subarray(0, head).toString())?.[1]);
      if (this.#input.length < head + 4 + length) return;
      const message = JSON.parse(this.#input.subarray(head + 4, head + 4 + length));
      this.#input = this.#input.subarray(head + 4 + length);
      this.#take(message);
    }
  }

  #take({ id, method, params, result }) {
    if (method === 'textDocument/publishDiagnostics') this.#waiting.get(`diagnostics ${params.uri}`)?.(params.diagnostics);
    else if (method === 'workspace/configuration') this.#send({ id, result: params.items.map((i) => settings[i.section] ?? {}) });
    else if (method && id !== undefined) this.#send({ id, result: null });
    else if (!method) this.#waiting.get(id)?.(result);
  }
}

// The quickstart as it is, and a copy with a misspelt key in each file.
export async function checkServer(root, tally) {
  const copy = mkdtempSync(join(tmpdir(), 'editor-'));
  const server = new Server();
  try {
    for (const folder of ['examples', 'schemas']) cpSync(join(root, folder), join(copy, folder), { recursive: true });
    await server.start(copy);
    for (const path of below(join(copy, 'examples'), isYaml)) {
      const text = readFileSync(path, 'utf8');
      const broken = text.replace(/^(workspace|users|groups|assignments|mappings):/m, '$1x:');
      const right = await server.diagnose(pathToFileURL(path).href, text);
      tally.check(`an editor likes ${relative(copy, path)}`, right.length === 0, right.map((d) => d.message).join('; '));
      const wrong = await server.diagnose(pathToFileURL(path.replace('.yaml', '.broken.yaml')).href, broken);
      tally.check(`an editor sees the mistake in ${relative(copy, path)}`, text !== broken && wrong.length > 0);
    }
  } catch (e) {
    tally.check('the language server', false, e.message);
  } finally {
    server.stop();
    rmSync(copy, { recursive: true });
  }
}

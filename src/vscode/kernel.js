// A kernel process: Jupyter's messages, one JSON object a line, over its standard input and output.
const { spawn } = require('node:child_process');
const { randomUUID } = require('node:crypto');
const { createInterface } = require('node:readline');

const KEPT_ERROR_LINES = 40;

class Kernel {
  /**
   * @param {string[]} command program and arguments
   * @param {string} folder what relative paths in cells are relative to
   * @param {(line: string) => void} log takes what the kernel says outside the protocol
   */
  constructor(command, folder, log) {
    this.requests = new Map();
    this.lastWords = [];
    this.ended = false;
    this.process = spawn(command[0], command.slice(1), { cwd: folder, stdio: ['pipe', 'pipe', 'pipe'] });
    this.process.on('error', (error) => this.#end(`${command[0]} could not be started: ${error.message}`));
    this.process.on('close', (code, signal) => this.#end(`The kernel's process ended (${signal ?? `exit ${code}`}).`));
    this.process.stdin.on('error', () => {}); // its end is reported by 'close'
    createInterface({ input: this.process.stdout }).on('line', (line) => this.#receive(line));
    createInterface({ input: this.process.stderr }).on('line', (line) => {
      this.lastWords = [...this.lastWords, line].slice(-KEPT_ERROR_LINES);
      log(line);
    });
  }

  /**
   * Sends a request and resolves with its reply's content once the kernel is idle again.
   * @param {(type: string, content: object) => void} [output] takes the messages in between, in order
   */
  request(type, content, channel = 'shell', output = () => {}) {
    if (this.ended) return Promise.reject(new Error(this.reason));
    const id = randomUUID();
    return new Promise((resolve, reject) => {
      this.requests.set(id, { resolve, reject, output, reply: undefined });
      const header = { msg_id: id, msg_type: type, session: 'vscode', username: 'vscode', date: new Date().toISOString(), version: '5.3' };
      this.process.stdin.write(JSON.stringify({ channel, header, parent_header: {}, metadata: {}, content }) + '\n');
    });
  }

  interrupt() {
    return this.request('interrupt_request', {}, 'control');
  }

  dispose() {
    this.process.kill('SIGKILL');
  }

  #receive(line) {
    let message;
    try {
      message = JSON.parse(line);
    } catch {
      return; // not a message; nothing waits for it
    }
    const request = this.requests.get(message.parent_header?.msg_id);
    if (!request) return;
    const { msg_type: type } = message.header;
    if (type.endsWith('_reply')) request.reply = message.content;
    else if (type !== 'status') request.output(type, message.content);
    else if (message.content.execution_state === 'idle' && request.reply) {
      this.requests.delete(message.parent_header.msg_id);
      request.resolve(request.reply);
    }
  }

  #end(reason) {
    if (this.ended) return;
    this.ended = true;
    const words = this.lastWords.filter((line) => line && !line.startsWith('   at ')).slice(0, 3).join(' ');
    this.reason = words ? `${reason} Its last words: ${words}` : reason;
    for (const { reject } of this.requests.values()) reject(new Error(this.reason));
    this.requests.clear();
  }
}

module.exports = { Kernel };

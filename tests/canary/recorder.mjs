// A server between browser and app that writes down everything a browser sends, and the address it is asked for.
// It is also every other host: browsers use it as their proxy, so that what leaves is seen and reaches nobody.
import { createSocket } from 'node:dgram';
import { createServer, request as forward } from 'node:http';

const HOST = '127.0.0.1';
/** A host that is not the app's. Nothing is looked up: the proxy is asked for it. */
export const FOREIGN = 'http://leak.example';

export class Recorder {
  /** What came: where it was seen, and the text of it. */
  seen = [];
  /** The address of the server that has the app. */
  origin;
  #server;
  #datagrams;
  #held = [];
  #isHolding = false;

  /** Starts recording; `origin` may be set until the first request. */
  static async start() {
    const recorder = new Recorder();
    await recorder.#listen();
    return recorder;
  }

  get port() {
    return this.#server.address().port;
  }

  get url() {
    return `http://${HOST}:${this.port}/`;
  }

  /** A port that only listens: whoever sends a packet to it has got out of the page. */
  get datagramPort() {
    return this.#datagrams.address().port;
  }

  /** Keeps files of the programs that come at idle back until `release`. */
  hold() {
    this.#isHolding = true;
  }

  release() {
    this.#isHolding = false;
    for (const go of this.#held.splice(0)) go();
  }

  async close() {
    this.release();
    this.#datagrams.close();
    await new Promise((closed) => {
      this.#server.close(closed);
      this.#server.closeAllConnections();
    });
  }

  async #listen() {
    this.#server = createServer((request, response) => this.#take(request, response));
    // A tunnel or a socket is never opened; that it was asked for is what counts.
    for (const event of ['connect', 'upgrade']) {
      this.#server.on(event, (request, socket) => {
        this.#note(event, request);
        socket.on('error', () => {});
        socket.end('HTTP/1.1 502 Bad Gateway\r\ncontent-length: 0\r\nconnection: close\r\n\r\n');
      });
    }
    this.#server.on('clientError', (error, socket) => {
      this.seen.push({ where: 'bytes that are no request', text: error.rawPacket?.toString('latin1') ?? String(error) });
      socket.destroy();
    });
    await new Promise((listening) => this.#server.listen(0, HOST, listening));
    this.#datagrams = createSocket('udp4');
    this.#datagrams.on('message', (packet) => this.seen.push({ where: 'packet', text: packet.toString('latin1'), isLeak: true }));
    await new Promise((bound) => this.#datagrams.bind(0, HOST, bound));
  }

  #note(kind, request, body = '') {
    const head = [request.method, request.url, ...request.rawHeaders].join(' ');
    this.seen.push({ where: `server: ${kind}`, text: `${head}\n${body}` });
  }

  async #take(request, response) {
    const chunks = [];
    const index = this.seen.length;
    this.#note('request', request);
    request.on('error', () => {});
    for await (const chunk of request) chunks.push(chunk);
    this.seen[index].text += Buffer.concat(chunks).toString('latin1');
    // A proxy is told the whole address; ours is asked for the app's own files too.
    const asked = new URL(request.url, this.url);
    if (asked.origin !== new URL(this.url).origin) return void response.writeHead(204).end();
    if (this.#isHolding && asked.pathname.startsWith('/idle/')) await new Promise((go) => this.#held.push(go));
    const { method, headers } = request;
    const onwards = forward(new URL(asked.pathname + asked.search, this.origin), { method, headers, agent: false }, (answer) => {
      // An address that does not exist must not take the place of the page that is watched.
      response.writeHead(answer.statusCode === 404 ? 204 : answer.statusCode, answer.headers);
      answer.pipe(response);
    });
    onwards.on('error', () => response.destroy());
    onwards.end();
  }
}

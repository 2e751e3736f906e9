// Loaded before VS Code's server. The workbench encrypts secrets with a key of which the server has one half, and asks for
// it with POST /mint-key; in code-server it is another part of it that answers, which does not run here. Without an answer
// each tab keeps its secrets for itself: no two windows would have the same, and a reload would lose them.
import { randomBytes } from 'node:crypto';
import { Server } from 'node:http';

const half = randomBytes(32);
const { emit } = Server.prototype;

if (process.argv[1]?.endsWith('server-main.js')) {
  Server.prototype.emit = function (event, ...args) {
    const [request, response] = args;
    if (event !== 'request' || request.method !== 'POST' || request.url !== '/mint-key') {
      return emit.call(this, event, ...args);
    }
    response.writeHead(200, { 'Content-Type': 'application/octet-stream' });
    response.end(half);
    return true;
  };
}

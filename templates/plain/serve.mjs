// Serves the files of this folder to this machine.
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname } from 'node:path';

const port = 5173;
const folder = new URL('./', import.meta.url);
const types = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
};

createServer(async ({ url }, response) => {
  // An address leads to no file outside of this folder: its path is made whole before.
  const { pathname } = new URL(url ?? '/', 'http://localhost');
  const file = new URL(`.${pathname.endsWith('/') ? `${pathname}index.html` : pathname}`, folder);
  try {
    const content = await readFile(file);
    response.setHeader('Content-Type', types[extname(file.pathname)] ?? 'application/octet-stream').end(content);
  } catch {
    response.writeHead(404).end();
  }
}).listen(port, 'localhost', () => console.log(`The widget is at http://localhost:${port}/`));

// The least that a WebSocket forwarder does: whatever comes on /page goes to the tool, and the other way round. No key, no
// check, no numbers. It prints its port. `bench/forwarding.ts` measures the relay against it.
import { WebSocketServer } from 'ws';
import type { WebSocket } from 'ws';

const ends: { page?: WebSocket; tool?: WebSocket } = {};
const server = new WebSocketServer({ host: '127.0.0.1', port: 0, perMessageDeflate: false });

server.on('connection', (socket, { url }) => {
  const own = url === '/page' ? 'page' : 'tool';
  const other = own === 'page' ? 'tool' : 'page';
  ends[own] = socket;
  socket.on('message', (data: Buffer, binary) => ends[other]?.send(data, { binary }));
});
server.on('listening', () => {
  const address = server.address();
  console.log(JSON.stringify({ port: typeof address === 'object' ? address?.port : undefined }));
});

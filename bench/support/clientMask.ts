/*
 * A browser masks what it sends in native code. The clients here are ws, which does it byte by byte: for long frames that
 * costs more than all that a forwarder does, so that it would be the clients that are measured. This gives ws the relay's
 * masking by words under the name of the helper that it looks for, in this process alone: each forwarder runs in one of
 * its own, as it was installed. To be imported before ws.
 */
import Module from 'node:module';
import { join } from 'node:path';

const name = '_resolveFilename';
const resolve: unknown = Reflect.get(Module, name);
if (typeof resolve !== 'function') throw new Error(`Node has no ${name} any more`);

Reflect.set(Module, name, (request: string, ...more: unknown[]): unknown => {
  if (request === 'bufferutil') return join(import.meta.dirname, '../../src/relay/sockets/bufferUtil.ts');
  const path: unknown = Reflect.apply(resolve, Module, [request, ...more]);
  return path;
});

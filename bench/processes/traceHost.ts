// Shows a trace to the first page that connects, as the extension does: reads the file and tells the page what is there.
// Argument: the path of the trace. Prints the port on which it waits for the page, and begins to read at SIGUSR2.
import { once } from 'node:events';
import { open } from 'node:fs/promises';
import { TimelineFeed } from '../../src/presentation/timeline/timelineFeed';
import { TraceRecords } from '../../src/trace/traceRecords';
import { SocketCarrier } from '../support/socketCarrier';

const [path = ''] = process.argv.slice(2);

function failed(error: unknown): void {
  console.error(error);
  process.exit(1);
}

async function main(): Promise<void> {
  const file = await open(path);
  const { size } = await file.stat();
  const read = async (offset: number, length: number): Promise<Uint8Array> => {
    const { buffer, bytesRead } = await file.read(new Uint8Array(length), 0, length, offset);
    return buffer.subarray(0, bytesRead);
  };
  const records = new TraceRecords({ size, read }, { bytes: size, records: Infinity });
  const carrier = await SocketCarrier.start();
  console.log(JSON.stringify({ port: carrier.port }));
  const connected = carrier.connected((message) => feed.take(message));
  // It tells nothing before the page has said that it is there.
  const feed = new TimelineFeed(records, (message) => void connected.then((tell) => tell(message)), {
    selected: () => undefined,
    act: () => undefined,
    failed,
  });
  await once(process, 'SIGUSR2');
  await records.load(() => feed.changed(), new AbortController().signal);
}

main().catch(failed);

import { open } from 'node:fs/promises';
import * as vscode from 'vscode';
import type { TraceBytes } from '../../trace/traceRecords';

/** A trace that is open. */
export interface OpenTrace extends TraceBytes {
  close(): Promise<void>;
}

/** Files of other schemes come as a whole, so they are not taken beyond this. */
export const mostBytesElsewhere = 50 * 1024 * 1024;

/**
 * Opens a trace for reading.
 * @throws an error of the file system, or one that says that the file is too large
 */
export async function openTraceBytes(uri: vscode.Uri): Promise<OpenTrace> {
  if (uri.scheme !== 'file') return inMemory(uri);
  const file = await open(uri.fsPath, 'r');
  try {
    const { size } = await file.stat();
    return {
      size,
      read: async (offset, length) => {
        const bytes = new Uint8Array(length);
        const { bytesRead } = await file.read(bytes, 0, length, offset);
        return bytes.subarray(0, bytesRead);
      },
      close: () => file.close(),
    };
  } catch (error) {
    await file.close();
    throw error;
  }
}

async function inMemory(uri: vscode.Uri): Promise<OpenTrace> {
  const { size } = await vscode.workspace.fs.stat(uri);
  if (size > mostBytesElsewhere) throw new Error(`it has ${Math.ceil(size / 1024 / 1024)} MB`);
  const bytes = await vscode.workspace.fs.readFile(uri);
  return {
    size: bytes.length,
    read: (offset, length) => Promise.resolve(bytes.subarray(offset, offset + length)),
    close: () => Promise.resolve(),
  };
}

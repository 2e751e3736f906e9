import { setTimeout as wait } from 'node:timers/promises';
import * as v from 'valibot';
import * as vscode from 'vscode';

const proxySchema = v.object({
  host: v.pipe(v.string(), v.regex(/^(127\.0\.0\.1|localhost|::1)$/)),
  port: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(65_535)),
  path: v.optional(v.pipe(v.string(), v.regex(/^\/[\w-]*$/)), ''),
});

/** VS Code tells of a session a moment before its debugger knows it. */
const attempts = 20;
const betweenAttemptsMs = 100;

/** For a session that only holds others, the debugger of VS Code 1.100 never answers. */
const answerTimeoutMs = 3000;

/**
 * Asks VS Code's JavaScript debugger to share the connection that it has with the target of a session.
 * @param forward the debugger runs on a remote machine and this extension beside the window: forward its port
 * @returns where it speaks the Chrome DevTools Protocol, or undefined if it does not share it
 */
export async function requestDebugProxy(sessionId: string, forward: boolean): Promise<string | undefined> {
  for (let attempt = 0; attempt < attempts; attempt++) {
    const answer: unknown = await Promise.race([
      vscode.commands.executeCommand('extension.js-debug.requestCDPProxy', sessionId, forward),
      wait(answerTimeoutMs, 'late', { ref: false }),
    ]);
    if (answer !== undefined) return v.is(proxySchema, answer) ? address(answer) : undefined;
    await wait(betweenAttemptsMs);
  }
  return undefined;
}

function address({ host, port, path }: v.InferInput<typeof proxySchema>): string {
  return `ws://${host.includes(':') ? `[${host}]` : host}:${port}${path ?? ''}`;
}

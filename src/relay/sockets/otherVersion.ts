import * as v from 'valibot';
import { errorCodes } from '../../protocol/errors';
import type { Role } from '../../protocol/handshake';
import { protocolVersion, spokenVersions } from '../../protocol/limits';
import { idSchema } from '../../protocol/peer';

/** A hello of any version: only what tells the version has to be there. An id that is none is not sent back. */
const anyHello = v.looseObject({
  id: v.fallback(v.nullable(idSchema), null),
  method: v.literal('hello'),
  params: v.looseObject({ version: v.number() }),
});

/** How to turn away a hello of another version of the protocol; undefined if `frame` is none. */
export function answerToOtherVersion(frame: string, role: Role): { answer: string; reason: string } | undefined {
  const hello = v.safeParse(anyHello, parse(frame));
  if (!hello.success || spokenVersions[role].includes(hello.output.params.version)) return undefined;
  const reason = `this relay speaks version ${protocolVersion} of the protocol; use the same version of Deskside on both sides`;
  const error = { code: errorCodes.version, message: reason };
  return { answer: JSON.stringify({ jsonrpc: '2.0', id: hello.output.id, error }), reason };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

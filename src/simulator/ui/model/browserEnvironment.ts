import { longTimer } from '../../../base/longTimer';
import type { DeskEnvironment } from '../../desk/state/types';

/** The browser's clock and ids. */
export const browserEnvironment: DeskEnvironment = {
  now: () => Date.now(),
  newId: newUuid,
  after: longTimer,
};

/**
 * A random UUID. Not crypto.randomUUID: that is missing in a frame of an http page, which is no secure context.
 */
function newUuid(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const [version = 0, variant = 0] = [bytes[6], bytes[8]];
  bytes[6] = (version & 0x0f) | 0x40;
  bytes[8] = (variant & 0x3f) | 0x80;
  const digits = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

import type { TraceHeader } from '../../../src/trace/format';

/** The header of a trace with stand-ins for all values. */
export const traceHeader: TraceHeader = {
  format: 'deskside-trace',
  version: 1,
  product: '0',
  begun: 0,
  masking: { values: true, allowedKeys: [] },
};

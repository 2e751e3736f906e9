import type { WatchOptions } from 'rolldown';

export function buildWithRolldown(options: WatchOptions): Promise<void>;

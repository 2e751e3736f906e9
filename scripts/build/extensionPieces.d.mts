import type { WatchOptions } from 'rolldown';

export const piecesIndex: string;
export function commandPieces(folder: string): WatchOptions;

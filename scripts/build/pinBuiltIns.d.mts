import type { Plugin } from 'esbuild';

export function pinBuiltIns(entryPoints: readonly string[]): Plugin;
export const privateNames: RegExp;

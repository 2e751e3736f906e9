import { join, resolve } from 'node:path';

/** The project's folder. The suite's bundle is not in scripts/, so only what runs from there may use these. */
export const root = resolve(import.meta.dirname, '..', '..');

/** What the scripts make and use again: git-ignored, and safe to delete. */
export const cacheDir = join(root, '.cache');

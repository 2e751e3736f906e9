import * as v from 'valibot';
import * as vscode from 'vscode';
import { defaultPort } from '../protocol/handshake';
import { UserError } from './userError';
import type { Action } from './userError';

/** A setting as it is read; package.json describes it to the user. */
interface Setting<T> {
  readonly id: string;
  readonly schema: v.GenericSchema<unknown, T>;
  readonly fallback: T;
  /** What is wrong with a value that does not fit. */
  readonly problem: string;
}

const webAddress = v.pipe(v.string(), v.url(), v.regex(/^https?:/));

const port: Setting<number> = {
  id: 'deskside.port',
  schema: v.pipe(v.number(), v.integer(), v.minValue(1024), v.maxValue(65_535)),
  fallback: defaultPort,
  problem: 'must be a whole number from 1024 to 65535',
};
const widgets: Setting<readonly string[]> = {
  id: 'deskside.simulator.widgets',
  schema: v.array(webAddress),
  fallback: [],
  problem: 'must be a list of addresses that begin with http:// or https://',
};
const confirmActions: Setting<boolean> = {
  id: 'deskside.confirmActions',
  schema: v.boolean(),
  fallback: true,
  problem: 'must be true or false',
};
const showValues: Setting<boolean> = {
  id: 'deskside.log.showValues',
  schema: v.boolean(),
  fallback: false,
  problem: 'must be true or false',
};

const autoAttach: Setting<boolean> = {
  id: 'deskside.debug.autoAttach',
  schema: v.boolean(),
  fallback: false,
  problem: 'must be true or false',
};

export const settings = { port, widgets, confirmActions, showValues, autoAttach };

/**
 * The value of a setting.
 * @throws UserError if what the user wrote is no value for it
 */
export function read<T>({ id, schema, fallback, problem }: Setting<T>): T {
  const value: unknown = vscode.workspace.getConfiguration().get(id) ?? fallback;
  const result = v.safeParse(schema, value);
  if (result.success) return result.output;
  throw new UserError(`The setting ${id} ${problem}. Correct it and try again.`, [openSetting(id)]);
}

/** The value of a setting whose mistakes are not worth stopping for: the default instead. */
export function readOrDefault<T>(setting: Setting<T>): T {
  try {
    return read(setting);
  } catch (error) {
    if (error instanceof UserError) return setting.fallback;
    throw error;
  }
}

export function openSetting(id: string): Action {
  return { title: 'Open Settings', command: 'workbench.action.openSettings', arguments: [id] };
}

import * as v from 'valibot';
import * as vscode from 'vscode';
import { defaultHistoryBounds } from '../../model/history/recordHistory';
import { defaultPort } from '../../protocol/handshake';
import { loggedKinds } from '../../presentation/log/logFilter';
import type { LogFilter } from '../../presentation/log/logFilter';
import { oneLineJson, oneLine } from '../../presentation/text/text';
import { UserError } from '../ui/userError';
import type { Action } from '../ui/userError';

/** A setting as it is read; package.json describes it to the user. */
interface Setting<T> {
  readonly id: string;
  readonly schema: v.GenericSchema<unknown, T>;
  readonly fallback: T;
  /** What is wrong with a value that does not fit. */
  readonly problem: string;
}

function onOff(id: string, fallback: boolean): Setting<boolean> {
  return { id, schema: v.boolean(), fallback, problem: 'must be true or false' };
}

const confirmActions = onOff('deskside.confirmActions', true);
const showValues = onOff('deskside.log.showValues', false);
const agentsLivePages = onOff('deskside.agents.livePages', false);
const autoAttach = onOff('deskside.debug.autoAttach', false);
const callSites = onOff('deskside.callSites', true);
const clearLogOnReload = onOff('deskside.log.clearOnReload', false);

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
const interactionWidgets: Setting<readonly string[]> = {
  ...widgets,
  id: 'deskside.simulator.interactionWidgets',
};
const profile: Setting<string> = {
  id: 'deskside.simulator.profile',
  schema: v.string(),
  fallback: '',
  problem: 'must be the path of a file',
};
const sourceMapOrigins: Setting<readonly string[]> = {
  ...widgets,
  id: 'deskside.sourceMaps.origins',
};

const recordedKeys: Setting<readonly string[]> = {
  id: 'deskside.recording.allowedKeys',
  schema: v.array(v.string()),
  fallback: [],
  problem: 'must be a list of keys of user data',
};

const logKinds: Setting<LogFilter['kinds']> = {
  id: 'deskside.log.kinds',
  schema: v.array(v.picklist(loggedKinds)),
  fallback: [],
  problem: `must be a list of ${loggedKinds.join(', ')}`,
};

const logServices: Setting<readonly string[]> = {
  id: 'deskside.log.services',
  schema: v.array(v.string()),
  fallback: [],
  problem: 'must be a list of services, such as "interaction.accept" or "voice.*"',
};

const historyRecords: Setting<number> = {
  id: 'deskside.history.records',
  schema: v.pipe(v.number(), v.integer(), v.minValue(100), v.maxValue(1_000_000)),
  fallback: defaultHistoryBounds.records,
  problem: 'must be a whole number from 100 to 1000000',
};

const historyMegabytes: Setting<number> = {
  id: 'deskside.history.megabytes',
  schema: v.pipe(v.number(), v.minValue(1), v.maxValue(1024)),
  fallback: defaultHistoryBounds.bytes / (1024 * 1024),
  problem: 'must be a number from 1 to 1024',
};

/** The checks that are switched on and off by name; one that is not named is on. Stands alone: it goes by the folder of a file. */
export const checksSetting: Setting<Readonly<Record<string, boolean>>> = {
  id: 'deskside.checks',
  schema: v.record(v.string(), v.boolean()),
  fallback: {},
  problem: 'must name checks with true or false',
};

export const settings = {
  port,
  widgets,
  interactionWidgets,
  profile,
  confirmActions,
  showValues,
  autoAttach,
  agentsLivePages,
  callSites,
  sourceMapOrigins,
  recordedKeys,
  clearLogOnReload,
  logKinds,
  logServices,
  historyRecords,
  historyMegabytes,
};

/**
 * The value of a setting.
 * @param resource a file, where its folder may have a value of its own
 * @throws UserError if what the user wrote is no value for it; of a list it names the first entry that does not fit
 */
export function read<T>({ id, schema, fallback, problem }: Setting<T>, resource?: vscode.Uri): T {
  const value: unknown = vscode.workspace.getConfiguration(undefined, resource).get(id) ?? fallback;
  const result = v.safeParse(schema, value);
  if (result.success) return result.output;
  const entry = entryText(value, result.issues[0].path?.[0]?.key);
  throw new UserError(`The setting ${id} ${problem}.${entry} Correct it and try again.`, [openSetting(id)]);
}

function entryText(value: unknown, key: unknown): string {
  if (!Array.isArray(value) || typeof key !== 'number') return '';
  const entries: readonly unknown[] = value;
  return ` Entry ${key + 1} is ${oneLine(oneLineJson(entries[key]), 80)}.`;
}

/** The value of a setting, or its default where the value is invalid. */
export function readOrDefault<T>(setting: Setting<T>, resource?: vscode.Uri): T {
  try {
    return read(setting, resource);
  } catch (error) {
    if (error instanceof UserError) return setting.fallback;
    throw error;
  }
}

export function openSetting(id: string): Action {
  return { title: 'Open Settings', command: 'workbench.action.openSettings', arguments: [id] };
}

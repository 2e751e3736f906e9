import { callsOf } from './meaning/calls';
import type { ApiCalls } from './meaning/calls';
import { handedValues } from './meaning/callbacks';
import { Meaning } from './meaning/meaning';
import type { ReadModule } from './meaning/meaning';
import type { Script } from './syntax/script';

/** A script that was read: what its expressions stand for, and the calls of the API in it. */
export interface Code {
  readonly meaning: Meaning;
  readonly calls: ApiCalls;
}

/** Reads a script. Never throws: half-typed code is read as far as it goes. */
export function readCode(script: Script, readModule?: ReadModule): Code {
  const meaning = new Meaning(script, readModule);
  meaning.readImports();
  const calls = callsOf(meaning);
  meaning.learn(handedValues(calls, meaning));
  return { meaning, calls };
}

import { isRecordObject } from '../../../base/guards';
import type { ParameterSpec } from '../../../api/method';
import { isTargetType, targetTypes } from '../../../api/targetQuery';
import type { DeskCore } from '../core';
import { errorTexts } from '../assumptions';
import { refusal } from '../refusal';
import type { CallingWidget, Target } from '../state/types';

/** A call on its way: what a service needs to do what it is asked. */
export interface ServiceRequest {
  readonly core: DeskCore;
  readonly caller: CallingWidget;
  readonly args: Arguments;
}

/** Does what a service says and returns its `data`, undefined for none. Throws a refusal before anything has changed. */
export type Service = (call: ServiceRequest) => unknown;

/** The services of a namespace by their full names. */
export type ServiceTable = Readonly<Record<string, Service>>;

/**
 * The arguments of a call, read by name. Each reader throws a refusal that names the service and the argument if it is
 * missing or of the wrong kind.
 */
export class Arguments {
  constructor(
    private readonly service: string,
    private readonly parameters: readonly ParameterSpec[],
    private readonly values: readonly unknown[],
  ) {}

  /** A text; a number counts as one, as widgets send ids both ways. Must not be empty. */
  text(name: string): string {
    const value = this.#value(name);
    if (typeof value === 'number' && Number.isFinite(value)) return String(value);
    if (typeof value === 'string' && value !== '') return value;
    throw this.#bad(name, 'a text that is not empty');
  }

  number(name: string): number {
    const value = this.#value(name);
    const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
    if (typeof number === 'number' && Number.isFinite(number)) return number;
    throw this.#bad(name, 'a number');
  }

  object(name: string): Readonly<Record<string, unknown>> {
    const value = this.#value(name);
    if (isRecordObject(value)) return value;
    throw this.#bad(name, 'an object');
  }

  /** A text that stands in an object, likewise. */
  textIn(name: string, key: string): string {
    const value = this.object(name)[key];
    if (typeof value === 'string' && value !== '') return value;
    throw this.#bad(`${name}.${key}`, 'a text that is not empty');
  }

  /** An object, empty where nothing or null was sent. */
  optionalObject(name: string): Readonly<Record<string, unknown>> {
    return this.#value(name) === undefined || this.#value(name) === null ? {} : this.object(name);
  }

  /** A text or a list of texts, as a list. */
  texts(name: string): readonly string[] {
    const value = this.#value(name);
    const list: readonly unknown[] = Array.isArray(value) ? value : [value];
    if (list.every((entry) => typeof entry === 'string')) return list;
    throw this.#bad(name, 'a text or a list of texts');
  }

  /** Whatever was sent. */
  anything(name: string): unknown {
    return this.#value(name);
  }

  /** A target query: a text means a custom contact; its type may stand under `type` or `target` (reference). */
  target(name: string): Target {
    const value = this.#value(name);
    if (typeof value === 'string' && value !== '') return { type: 'CUSTOM_CONTACT', destination: value };
    if (!isRecordObject(value)) throw this.#bad(name, 'a text or an object with type and destination');
    const type = value.type ?? value.target;
    if (!isTargetType(type)) throw this.#bad(`${name}.type`, `one of ${Object.keys(targetTypes).join(', ')}`);
    const { destination, media } = value;
    if (typeof destination !== 'string' || destination === '') {
      throw this.#bad(`${name}.destination`, 'a text that is not empty');
    }
    if (media === undefined || media === null || media === '') return { type, destination };
    if (typeof media !== 'string') throw this.#bad(`${name}.media`, 'the name of a media');
    return { type, destination, media };
  }

  /** A refusal that says what this argument must be. */
  #bad(name: string, wanted: string): Error {
    return refusal(errorTexts.badArgument, this.service, name, wanted);
  }

  #value(name: string): unknown {
    const place = this.parameters.findIndex((parameter) => parameter.name === name);
    if (place < 0) throw new Error(`${this.service} has no parameter ${name}`);
    return this.values[place];
  }
}

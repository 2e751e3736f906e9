/** What the client library gives to its callbacks. */
interface Reply {
  readonly data?: unknown;
  readonly errorMessage?: string;
}
type Method = (...args: unknown[]) => void;
interface Service {
  subscribe(event: string | readonly string[], handler: (message: Event) => void): void;
  unsubscribe(handler: (message: Event) => void): void;
  readonly [namespace: string]: unknown;
}
export interface Event {
  readonly event: string;
  readonly data: { readonly eventType?: string; readonly type?: string };
}

declare global {
  interface Window {
    readonly genesys: { readonly wwe: { readonly service: Service } };
  }
}

const { service } = window.genesys.wwe;

/** The client library with promises in place of callbacks, as authors wrap it. */
export function call(name: string, ...args: readonly unknown[]): Promise<unknown> {
  const [namespace = '', method = ''] = name.split('.');
  const methods = service[namespace] as Readonly<Record<string, Method>>;
  return new Promise((resolve, reject) => {
    methods[method]?.(
      ...args,
      (reply: Reply) => resolve(reply.data),
      (reply: Reply | string) => reject(new Error(typeof reply === 'string' ? reply : reply.errorMessage)),
    );
  });
}

export const subscribe = service.subscribe.bind(service);
export const unsubscribe = service.unsubscribe.bind(service);

/** Marks the calls to Stripe that are made for something asked, so that the line can tell them apart. */
import { AsyncLocalStorage } from 'node:async_hooks';
import http from 'node:http';
import { syncBuiltinESMExports } from 'node:module';

const points = new AsyncLocalStorage<string>();

/** Runs `work`; every call that is made for it bears `point`. */
export const under = <Value>(point: string, work: () => Value): Value => points.run(point, work);

/** The one that this is done under; undefined when it is done of the engine's own accord. */
export const pointNow = (): string | undefined => points.getStore();

/** To be called before anything is sent. What the engine does of its own accord bears no mark. */
export function markCalls(): void {
  const { request } = http;
  http.request = ((options: http.RequestOptions, ...rest: [() => void]) => {
    const point = points.getStore();
    const headers = point ? { ...options.headers, 'x-proof-point': point } : options.headers;
    return request({ ...options, headers }, ...rest);
  }) as typeof http.request;
  syncBuiltinESMExports();
}

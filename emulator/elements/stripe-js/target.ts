import { IntegrationError } from './integration-error';

/** The node that `mount()` was given, itself or by selector. Throws an IntegrationError. */
export function findTarget(target: unknown): HTMLElement {
  const node = typeof target === 'string' ? document.querySelector(target) : target;
  if (node instanceof HTMLElement) return node;
  throw new IntegrationError(
    typeof target === 'string'
      ? `The selector you specified (${target}) applies to no DOM elements that are currently on the page. Make sure the element exists on the page before calling mount().`
      : 'Invalid DOM element. Call mount() with a valid DOM element or selector.',
  );
}

import { useEffect, type RefObject } from 'react';

/**
 * What was chosen in a group of radio buttons before the page's script came is what the buyer sees,
 * so it counts: `choose` is called with it once, when script has come, if it is one of `values` and
 * not what is `chosen` anyway.
 */
export function useEarlyChoice<Value extends string>(
  group: RefObject<HTMLElement | null>,
  values: readonly Value[],
  chosen: Value | null,
  choose: (value: Value) => void,
): void {
  useEffect(() => {
    const checked = group.current?.querySelector<HTMLInputElement>('input:checked');
    const seen = values.find((value) => value === checked?.value);
    if (seen && seen !== chosen) choose(seen);
    // Once: later choices come by `onChange`.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, []);
}

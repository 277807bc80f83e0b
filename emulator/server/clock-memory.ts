import type { ClockMemory } from './clock';
import type { Engine } from './engine';

/** Belongs to nobody, so that only a reset of everything forgets it. */
const HOME = 'emulator';

/** Keeps the clock's offset in the journal, like all else. */
export function clockMemory(engine: Engine): ClockMemory {
  return {
    load: () =>
      engine.begin(engine.system(HOME)).context.records.get('clock', 'clock')?.object.offset ?? 0,
    save: (offset) =>
      engine.transaction(HOME, ({ records }) => {
        if (offset === 0) records.remove('clock', 'clock');
        else records.put('clock', { id: 'clock', object: 'clock', offset }, null);
      }),
  };
}

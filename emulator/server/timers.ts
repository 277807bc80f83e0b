import type { Timer } from '../store/system-kinds';
import { Alarms } from './alarms';
import type { MovableClock } from './clock';
import type { Engine } from './engine';

/**
 * Runs what was planned with `context.schedule`, by the emulator's clock. A timer is removed in the
 * transaction of its task, so a task takes effect exactly once, also across a crash.
 */
export class Timers {
  readonly #engine: Engine;
  readonly #alarms: Alarms;

  constructor(engine: Engine, clock: MovableClock) {
    this.#engine = engine;
    this.#alarms = new Alarms(clock.now);
    clock.drive(this.#alarms);
    engine.onCommit('timer', ({ account, entry }) => this.#set(account, entry.object as never));
  }

  /** Takes up the timers that an earlier process left. */
  start(): void {
    const { state } = this.#engine.store;
    for (const account of state.accounts()) {
      for (const entry of state.entries(account, 'timer').values()) {
        this.#set(account, entry.object as unknown as Timer);
      }
    }
  }

  close(): void {
    this.#alarms.close();
  }

  #set(account: string, timer: Timer): void {
    this.#alarms.set(timer.id, timer.due, () => this.#run(account, timer.id));
  }

  #run(account: string, id: string): void {
    const engine = this.#engine;
    try {
      engine.transaction(account, (context) => {
        const timer = context.records.get('timer', id)?.object;
        if (!timer) return;
        context.records.remove('timer', id);
        engine.task(timer.task)?.(context, timer.payload as never);
      });
    } catch (error) {
      // A task that fails would fail again at every start, so it is given up, and said.
      console.error(`The task of timer ${id} failed:`, error);
      engine.transaction(account, ({ records }) => records.remove('timer', id));
    }
  }
}

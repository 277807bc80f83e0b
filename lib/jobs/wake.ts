interface Alarm {
  woken: boolean;
  ring?: (() => void) | undefined;
}
const kept = globalThis as typeof globalThis & { soukAlarm?: Alarm };
const alarm = (kept.soukAlarm ??= { woken: false });

/** Lets the workers of this process look now, or once more when they are just looking. */
export function wakeWorkers(): void {
  alarm.woken = true;
  alarm.ring?.();
}

/** Waits until somebody wakes it, or so long. */
export async function pause(milliseconds: number): Promise<void> {
  if (!alarm.woken) {
    let timer: NodeJS.Timeout | undefined;
    await new Promise<void>((resolve) => {
      alarm.ring = resolve;
      timer = setTimeout(resolve, milliseconds);
      timer.unref();
    });
    clearTimeout(timer);
    alarm.ring = undefined;
  }
  alarm.woken = false;
}

'use client';

import { useRouter } from 'next/navigation';
import { useRef, useState, useTransition, type ComponentType } from 'react';
import { Alert } from '@/components/ui/alert';
import { BusyButton } from '@/components/ui/busy-button';
import { callApi } from '@/lib/browser/api';
import type { BrowserTask } from '@/lib/model/lab';
import { runTask, stripeOf, type LabKeys } from './browser-task';
import type { CardTaskProps } from './card-task';

interface NextStepProps extends LabKeys {
  readonly runId: string;
  /** The step that comes next, from 0. */
  readonly step: number;
  readonly name: string;
  /** True when it was tried and refused. */
  readonly again: boolean;
}

/**
 * Takes the next step: the server's part by our API, the browser's with Stripe.js. The page drawn anew
 * tells how it ended.
 */
export function NextStep({ runId, step, name, again, ...keys }: NextStepProps) {
  const router = useRouter();
  const [working, setWorking] = useState(false);
  const [drawing, startDrawing] = useTransition();
  const [problem, setProblem] = useState<string | null>(null);
  const [form, setForm] = useState<Form | null>(null);
  const pressed = useRef(false);

  async function take(browserDone = false, fromBrowser: string | null = null) {
    if (pressed.current) return;
    pressed.current = true;
    setWorking(true);
    setProblem(null);
    try {
      await advance({ step, browserDone, fromBrowser });
    } catch (fault) {
      setProblem(fault instanceof Error ? fault.message : 'Something stopped working.');
    } finally {
      pressed.current = false;
      setWorking(false);
    }
  }

  async function advance(request: {
    readonly step: number;
    readonly browserDone: boolean;
    readonly fromBrowser: string | null;
  }): Promise<void> {
    const path = `/api/lab/runs/${encodeURIComponent(runId)}/steps`;
    const answer = await callApi<{ task: BrowserTask | null }>('POST', path, request);
    if (!answer.ok) throw new Error(answer.message);
    const { task } = answer.value;
    if (!task) {
      setForm(null);
      return startDrawing(() => router.refresh());
    }
    switch (task.kind) {
      case 'visit':
        return window.location.assign(task.url);
      case 'next_action':
      case 'bank_account':
        await runTask(task, keys);
        return advance({ ...request, browserDone: true });
      case 'payment_element':
      case 'card_element': {
        const [stripe, { CardTask }] = await Promise.all([
          stripeOf(task, keys),
          import('./card-task'),
        ]);
        return setForm({ CardTask, stripe, task });
      }
    }
  }

  return (
    <div className="space-y-4">
      {form ? (
        <form.CardTask
          task={form.task}
          stripe={form.stripe}
          onDone={(made) => void take(true, made)}
        />
      ) : (
        <BusyButton
          tone="under"
          busy={working || drawing}
          busyText="Working…"
          onClick={() => void take()}
        >
          {again ? 'Try this step again' : `Take step ${step + 1}: ${name}`}
        </BusyButton>
      )}
      {problem ? (
        <Alert tone="danger" role="alert">
          {problem}
        </Alert>
      ) : null}
    </div>
  );
}

type Form = Pick<CardTaskProps, 'task' | 'stripe'> & {
  readonly CardTask: ComponentType<CardTaskProps>;
};

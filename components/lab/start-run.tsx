'use client';

import { useRouter } from 'next/navigation';
import { useState, type FormEvent } from 'react';
import { Alert } from '@/components/ui/alert';
import { BusyButton } from '@/components/ui/busy-button';
import { SelectField } from '@/components/ui/select-field';
import { callApi } from '@/lib/browser/api';
import type { Choice, ChoiceView } from '@/lib/model/lab';

interface StartRunProps {
  readonly way: string;
  /** The seller, and what else the way asks. */
  readonly choices: readonly ChoiceView[];
  /** What is chosen from the first, by the name of the question. */
  readonly chosen: Readonly<Record<string, unknown>>;
}

/** Asks for seller and card, begins a run and opens its page. */
export function StartRun({ way, choices, chosen }: StartRunProps) {
  const router = useRouter();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  async function begin(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (busy) return;
    const data = new FormData(event.currentTarget);
    const { seller: sellerId = '', ...answers } = Object.fromEntries(
      choices.map(({ name }) => [name, String(data.get(name) ?? '')]),
    );
    setBusy(true);
    setProblem(null);
    const answer = await callApi<{ runId: string }>('POST', '/api/lab/runs', {
      way,
      sellerId,
      choices: answers,
    });
    if (answer.ok) return router.push(`/lab/runs/${answer.value.runId}`);
    setBusy(false);
    setProblem(answer.message);
  }

  return (
    <form onSubmit={begin} className="space-y-4">
      {choices.map(({ name, label, options }) => (
        <SelectField
          key={name}
          id={`lab-${name}`}
          name={name}
          label={label}
          defaultValue={options.find(({ value }) => value === chosen[name])?.value}
        >
          {[...new Set(options.map(({ group }) => group))].map((name) => {
            const members = options.filter(({ group }) => group === name);
            return name === undefined ? (
              <Options key="" of={members} />
            ) : (
              <optgroup key={name} label={name}>
                <Options of={members} />
              </optgroup>
            );
          })}
        </SelectField>
      ))}
      {problem ? (
        <Alert tone="danger" role="alert">
          {problem}
        </Alert>
      ) : null}
      <BusyButton type="submit" tone="under" busy={busy} busyText="Beginning…">
        Begin a run
      </BusyButton>
    </form>
  );
}

function Options({ of }: { readonly of: readonly Choice[] }) {
  return of.map(({ value, label }) => (
    <option key={value} value={value}>
      {label}
    </option>
  ));
}

import { useId, useRef } from 'react';
import { RadioCard, RadioGroup } from '@/components/ui/radio-group';
import { useEarlyChoice } from '@/components/ui/use-early-choice';
import { policies, type Policy } from '@/lib/model/status';

interface PolicyChoiceProps {
  readonly chosen: Policy;
  readonly onChoose: (policy: Policy) => void;
  /** Null, or why what was chosen to pay with cannot be held, in words. */
  readonly notHeld: string | null;
  readonly disabled: boolean;
}

const words: Readonly<Record<Policy, { name: string; about: string }>> = {
  each_on_its_own: {
    name: 'Each seller on its own',
    about: 'If one payment fails, the others stay paid, and you can try that one again.',
  },
  all_or_nothing: {
    name: 'All or nothing',
    about:
      'Your bank holds each part first; all are charged together, or, if one cannot be held, nothing is.',
  },
};

/** What becomes of the other sellers when one cannot be paid. Said before the button is pressed. */
export function PolicyChoice({ chosen, onChoose, notHeld, disabled }: PolicyChoiceProps) {
  const id = useId();
  const group = useRef<HTMLDivElement>(null);

  useEarlyChoice(group, policies, chosen, onChoose);

  return (
    <div ref={group}>
      <RadioGroup legend="If one seller cannot be paid" legendHidden disabled={disabled}>
        {policies.map((policy) => {
          const why = policy === 'all_or_nothing' ? notHeld : null;
          return (
            <RadioCard
              key={policy}
              label={words[policy].name}
              name={id}
              value={policy}
              checked={chosen === policy}
              disabled={disabled || why !== null}
              onChange={() => onChoose(policy)}
              aria-describedby={`${id}-${policy}`}
            >
              {words[policy].name}
              <span id={`${id}-${policy}`} className="mt-0.5 block font-normal text-ink-soft">
                {why ?? words[policy].about}
              </span>
            </RadioCard>
          );
        })}
      </RadioGroup>
    </div>
  );
}

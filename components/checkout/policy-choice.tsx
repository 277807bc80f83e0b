import { useId, useRef } from 'react';
import { useWords } from '@/components/language/words-provider';
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

const keys = {
  each_on_its_own: { name: 'eachName', about: 'eachAbout' },
  all_or_nothing: { name: 'allName', about: 'allAbout' },
} as const satisfies Record<Policy, object>;

/** What becomes of the other sellers when one cannot be paid. Said before the button is pressed. */
export function PolicyChoice({ chosen, onChoose, notHeld, disabled }: PolicyChoiceProps) {
  const t = useWords('checkout');
  const id = useId();
  const group = useRef<HTMLDivElement>(null);

  useEarlyChoice(group, policies, chosen, onChoose);

  return (
    <div ref={group}>
      <RadioGroup legend={t('ifOne')} legendHidden disabled={disabled}>
        {policies.map((policy) => {
          const why = policy === 'all_or_nothing' ? notHeld : null;
          return (
            <RadioCard
              key={policy}
              label={t(keys[policy].name)}
              name={id}
              value={policy}
              checked={chosen === policy}
              disabled={disabled || why !== null}
              onChange={() => onChoose(policy)}
              aria-describedby={`${id}-${policy}`}
            >
              {t(keys[policy].name)}
              <span id={`${id}-${policy}`} className="mt-0.5 block font-normal text-ink-soft">
                {why ?? t(keys[policy].about)}
              </span>
            </RadioCard>
          );
        })}
      </RadioGroup>
    </div>
  );
}

import { useWords } from '@/components/language/words-provider';
import { Field } from '@/components/ui/field';
import { RadioCard, RadioGroup } from '@/components/ui/radio-group';
import type { Price } from '@/lib/model/views';

interface HowMuchProps {
  /** The name of the choice, and the id of the amount's field. */
  readonly name: string;
  readonly amountId: string;
  /** How all of it is called, e.g. `All that is left, $12.00`. */
  readonly allText: string;
  readonly most: Price;
  readonly whole: boolean;
  readonly onWhole: (whole: boolean) => void;
  /** Of a part, as it is typed. */
  readonly amount: string;
  readonly onAmount: (amount: string) => void;
  readonly disabled: boolean;
}

/** All of what can be given back, or a part of it. */
export function HowMuch(props: HowMuchProps) {
  const { name, amountId, allText, most, whole, onWhole, amount, onAmount, disabled } = props;
  const t = useWords('orders');
  return (
    <>
      <RadioGroup legend={t('howMuch')} disabled={disabled}>
        <RadioCard name={name} label={allText} checked={whole} onChange={() => onWhole(true)} />
        <RadioCard name={name} label={t('part')} checked={!whole} onChange={() => onWhole(false)} />
      </RadioGroup>
      {whole ? null : (
        <Field
          id={amountId}
          label={t('amountIn', { currency: most.currency.toUpperCase() })}
          hint={t('upTo', { amount: most.text })}
          inputMode="decimal"
          autoComplete="off"
          maxLength={12}
          required
          value={amount}
          disabled={disabled}
          onChange={({ target }) => onAmount(target.value)}
        />
      )}
    </>
  );
}

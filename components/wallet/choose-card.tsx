import { RadioCard, RadioGroup } from '@/components/ui/radio-group';
import type { SavedMethodId } from '@/lib/model/ids';

/** A card that may take another one's place. */
export interface OtherCard {
  readonly id: SavedMethodId;
  readonly name: string;
}

interface ChooseCardProps<Other extends string> {
  /** Radios of several dialogs on one page must not be one group. */
  readonly group: string;
  readonly legend: string;
  readonly cards: readonly OtherCard[];
  /** What may be chosen beside a card. */
  readonly others: readonly {
    readonly value: Other;
    readonly label: string;
    readonly note?: string;
  }[];
  readonly chosen: SavedMethodId | Other | null;
  readonly onChoose: (choice: SavedMethodId | Other) => void;
  readonly disabled: boolean;
}

/** One of the buyer's other cards, or something else. */
export function ChooseCard<Other extends string>({
  group,
  legend,
  cards,
  others,
  chosen,
  onChoose,
  disabled,
}: ChooseCardProps<Other>) {
  return (
    <RadioGroup legend={legend} disabled={disabled}>
      {cards.map(({ id, name }) => (
        <RadioCard
          key={id}
          name={group}
          label={name}
          checked={chosen === id}
          onChange={() => onChoose(id)}
        />
      ))}
      {others.map(({ value, label, note }) => (
        <RadioCard
          key={value}
          name={group}
          label={label}
          checked={chosen === value}
          onChange={() => onChoose(value)}
        >
          {label}
          {note ? <span className="block font-normal text-ink-soft">{note}</span> : null}
        </RadioCard>
      ))}
    </RadioGroup>
  );
}

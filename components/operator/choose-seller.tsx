import { SelectField } from '@/components/ui/select-field';

interface ChooseSellerProps {
  readonly label: string;
  readonly sellers: readonly { readonly id: string; readonly name: string }[];
  readonly chosen: string | null;
}

/** One seller of all, or any: a part of the forms that narrow a list. */
export function ChooseSeller({ label, sellers, chosen }: ChooseSellerProps) {
  return (
    <SelectField id="seller" name="seller" label={label} defaultValue={chosen ?? ''}>
      <option value="">Any</option>
      {sellers.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </SelectField>
  );
}

'use client';

import { BusyButton } from '@/components/ui/busy-button';
import { ChangeProblem } from '@/components/ui/change-problem';
import { Field } from '@/components/ui/field';
import { SelectField } from '@/components/ui/select-field';
import { useHydrated } from '@/components/ui/use-hydrated';
import { useLeave } from './use-leave';

interface ApplyFormProps {
  /** Where a seller may be; the text names the currency that follows from it. */
  readonly countries: readonly { readonly code: string; readonly text: string }[];
}

/** What Souk must know of a shop. Everything about the person is asked by Stripe, and told to it alone. */
export function ApplyForm({ countries }: ApplyFormProps) {
  const { busy, problem, problemRef, leave } = useLeave();
  const hydrated = useHydrated();
  return (
    <form
      method="post"
      data-needs-script
      className="space-y-5"
      onSubmit={(event) => {
        event.preventDefault();
        const body = Object.fromEntries(new FormData(event.currentTarget));
        if (!busy) void leave('/api/seller/application', body);
      }}
    >
      <ChangeProblem ref={problemRef} problem={problem} />
      <Field
        id="name"
        name="name"
        label="Name of the shop"
        autoComplete="organization"
        minLength={2}
        maxLength={60}
        required
      />
      <Field
        id="sells"
        name="sells"
        label="What do you sell?"
        hint="One line, for your page and for Stripe. For example: Hand-bound notebooks."
        autoComplete="off"
        minLength={2}
        maxLength={140}
        required
      />
      <Field id="place" name="place" label="Town" autoComplete="off" maxLength={60} required />
      <SelectField
        id="country"
        name="country"
        label="Country"
        hint="Where you or your company are at home. Your prices are in its currency, and it cannot be changed later."
        autoComplete="country"
        defaultValue=""
        required
      >
        <option value="" disabled>
          Choose
        </option>
        {countries.map(({ code, text }) => (
          <option key={code} value={code}>
            {text}
          </option>
        ))}
      </SelectField>
      <Field
        id="statementName"
        name="statementName"
        label="Name on buyers’ statements (optional)"
        hint="2 to 10 letters, digits, blanks, dots or dashes. Without, it is made of the shop’s name."
        autoComplete="off"
        pattern="[A-Za-z0-9][A-Za-z0-9 .\-]{1,9}"
        title="2 to 10 letters, digits, blanks, dots or dashes"
        maxLength={10}
        className="uppercase"
      />
      <BusyButton
        type={hydrated ? 'submit' : 'button'}
        size="lg"
        busy={busy}
        busyText="Opening your shop…"
        className="w-full"
      >
        Open the shop and go on at Stripe
      </BusyButton>
      <p className="text-sm text-ink-soft">
        Stripe asks who you are and where your money shall go, on its own page. Souk never sees
        that.
      </p>
    </form>
  );
}

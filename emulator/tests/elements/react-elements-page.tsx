/** The older Elements as React apps write them: components, hooks, StrictMode. */
import {
  AddressElement,
  CardCvcElement,
  CardElement,
  CardExpiryElement,
  CardNumberElement,
  Elements,
  LinkAuthenticationElement,
  useElements,
  useStripe,
} from '@stripe/react-stripe-js';
import { loadStripe } from '@stripe/stripe-js/pure';
import { StrictMode, useState } from 'react';
import { createRoot } from 'react-dom/client';

const split = new URLSearchParams(window.location.search).has('split');

function Checkout() {
  const stripe = useStripe();
  const elements = useElements();
  const [told, setTold] = useState<string[]>([]);
  const [big, setBig] = useState(false);
  const [result, setResult] = useState('');
  const note = (text: string): void => setTold((before) => [...before, text]);
  const style = { base: { fontSize: big ? '22px' : '16px' } };
  const save = async (): Promise<void> => {
    const card = split
      ? elements?.getElement(CardNumberElement)
      : elements?.getElement(CardElement);
    if (!stripe || !card) return;
    const { paymentMethod, error } = await stripe.createPaymentMethod({ type: 'card', card });
    setResult(paymentMethod?.card?.last4 ?? error?.message ?? '');
  };
  return (
    <>
      {split ? (
        <>
          <CardNumberElement
            options={{ style }}
            onReady={(element) => note(typeof element.mount)}
          />
          <CardExpiryElement />
          <CardCvcElement />
        </>
      ) : (
        <>
          <CardElement
            options={{ style }}
            onReady={(element) => note(typeof element.mount)}
            onChange={(event) => note(`${event.brand} ${event.complete}`)}
          />
          <LinkAuthenticationElement onChange={(event) => note(`email ${event.value.email}`)} />
          <AddressElement
            options={{ mode: 'shipping' }}
            onChange={(event) => note(`country ${event.value.address.country}`)}
          />
        </>
      )}
      <button onClick={() => setBig(true)}>Bigger</button>
      <button onClick={save}>Save</button>
      <output id="told">{told.join(', ')}</output>
      <output id="result">{result}</output>
    </>
  );
}

const loading = loadStripe('pk_test_emulator');
createRoot(document.querySelector('main') as HTMLElement).render(
  <StrictMode>
    <Elements stripe={loading}>
      <Checkout />
    </Elements>
  </StrictMode>,
);

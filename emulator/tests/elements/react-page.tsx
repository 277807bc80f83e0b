/** An app's checkout as React apps write it: loadStripe, a provider, hooks, StrictMode. */
import { Elements, PaymentElement, useElements, useStripe } from '@stripe/react-stripe-js';
import { loadStripe } from '@stripe/stripe-js/pure';
import { StrictMode, useState } from 'react';
import { createRoot } from 'react-dom/client';

const query = new URLSearchParams(window.location.search);
const clientSecret = query.get('secret') ?? '';

function Checkout() {
  const stripe = useStripe();
  const elements = useElements();
  const [told, setTold] = useState<string[]>([]);
  const [result, setResult] = useState('');
  const note = (text: string): void => setTold((before) => [...before, text]);
  const save = async (): Promise<void> => {
    if (!stripe || !elements) return;
    const found = elements.getElement(PaymentElement) !== null;
    const outcome = await stripe.confirmSetup({ elements, redirect: 'if_required' });
    setResult(`${found} ${outcome.setupIntent?.status ?? outcome.error?.message}`);
  };
  return (
    <>
      <PaymentElement
        onLoaderStart={() => note('loaderstart')}
        onReady={(element) => note(`ready ${typeof element.mount}`)}
        onChange={(event) => note(`change ${event.complete}`)}
      />
      <button onClick={save}>Save</button>
      <output id="told">{told.join(', ')}</output>
      <output id="result">{result}</output>
    </>
  );
}

function App({ stripe }: { stripe: Parameters<typeof Elements>[0]['stripe'] }) {
  const [shown, setShown] = useState(true);
  return (
    <StrictMode>
      <Elements stripe={stripe} options={{ clientSecret }}>
        {shown ? <Checkout /> : null}
      </Elements>
      <button onClick={() => setShown(!shown)}>Toggle</button>
    </StrictMode>
  );
}

const loading = loadStripe('pk_test_emulator');
const root = createRoot(document.querySelector('main') as HTMLElement);
// With the promise React makes one group; with the object itself, StrictMode makes two.
if (query.has('ready')) void loading.then((stripe) => root.render(<App stripe={stripe} />));
else root.render(<App stripe={loading} />);

import { cards } from './fr/cards';
import { cart } from './fr/cart';
import { checkout } from './fr/checkout';
import { frame } from './fr/frame';
import { home } from './fr/home';
import { mails } from './fr/mails';
import { orders } from './fr/orders';
import { plan } from './fr/plan';
import { plus } from './fr/plus';
import { problems } from './fr/problems';
import { receipts } from './fr/receipts';
import { refusals } from './fr/refusals';
import { reviews } from './fr/reviews';
import { session } from './fr/session';
import { shop } from './fr/shop';
import { states } from './fr/states';
import { stripe } from './fr/stripe';
import { subscriptions } from './fr/subscriptions';
import { wallet } from './fr/wallet';

export const fr = {
  cards,
  cart,
  checkout,
  frame,
  home,
  mails,
  orders,
  plan,
  plus,
  problems,
  receipts,
  refusals,
  reviews,
  session,
  shop,
  states,
  stripe,
  subscriptions,
  wallet,
};

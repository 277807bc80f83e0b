import { cards } from './ar/cards';
import { cart } from './ar/cart';
import { checkout } from './ar/checkout';
import { frame } from './ar/frame';
import { home } from './ar/home';
import { mails } from './ar/mails';
import { orders } from './ar/orders';
import { plan } from './ar/plan';
import { plus } from './ar/plus';
import { problems } from './ar/problems';
import { receipts } from './ar/receipts';
import { refusals } from './ar/refusals';
import { reviews } from './ar/reviews';
import { session } from './ar/session';
import { shop } from './ar/shop';
import { states } from './ar/states';
import { stripe } from './ar/stripe';
import { subscriptions } from './ar/subscriptions';
import { wallet } from './ar/wallet';

export const ar = {
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

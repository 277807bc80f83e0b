import type { Texts } from '../../words';

export const session: Texts<'session'> = {
  signIn: 'Se connecter',
  signingIn: 'Connexion…',
  newHere: 'Première visite ?',
  createAccount: 'Créer un compte',
  create: 'Créer le compte',
  creating: 'Création…',
  beenHere: 'Déjà inscrit ?',
  signInInstead: 'Se connecter',
  thenPaid: 'Votre panier se paie ensuite d’un seul geste.',
  needsScript: 'La connexion nécessite JavaScript. La navigation et le panier fonctionnent sans.',
  email: 'Adresse e-mail',
  password: 'Mot de passe',
  atLeast: 'Au moins 8 caractères.',
  name: 'Nom',
  justTrying: 'Juste pour essayer ?',
  borrow: 'Empruntez une identité. Aucun mot de passe requis.',
  continueAs: 'Continuer en tant que {name}',
};

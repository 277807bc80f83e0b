import type { Texts } from '../../words';

export const problems: Texts<'problems'> = {
  wrong_password: 'Cette adresse e-mail et ce mot de passe ne correspondent pas.',
  email_taken: 'Un compte existe déjà avec cette adresse e-mail. Veuillez vous connecter.',
  fault: 'Un problème est survenu de notre côté. Veuillez réessayer.',
  not_found: 'Cela n’existe pas ici.',
  signed_out: 'Veuillez d’abord vous connecter.',
  foreign_origin: 'Cette requête ne vient pas d’une page de Souk.',
  too_many: 'Trop de tentatives. Veuillez patienter un peu avant de réessayer.',
  invalid_request: 'La requête ne correspond pas à ce qui était attendu.',
  unknown_language: 'Souk ne parle pas cette langue.',
};

export const searchIcon =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16" fill="none"><circle cx="7" cy="7" r="4.500" stroke="currentColor" stroke-width="1.500"/><path d="m10.500 10.500 3.500 3.500" stroke="currentColor" stroke-width="1.500" stroke-linecap="round"/></svg>';

export const removeIcon =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16" fill="none"><path d="m4 4 8 8m0-8-8 8" stroke="currentColor" stroke-width="1.500" stroke-linecap="round"/></svg>';

export const bankIcon =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16" fill="none"><path d="M8 1.500 14.500 5v1.500h-13V5L8 1.500ZM3 8v4m3.300-4v4m3.400-4v4M13 8v4M1.500 14h13" stroke="currentColor" stroke-width="1.300" stroke-linejoin="round" stroke-linecap="round"/></svg>';

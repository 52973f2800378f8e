// Before the first paint, so that a theme chosen by hand does not flash in the system's.
const chosenTheme = localStorage.getItem('rendez.theme')
if (chosenTheme === 'light' || chosenTheme === 'dark') {
  document.documentElement.dataset.theme = chosenTheme
}

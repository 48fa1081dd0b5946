// A page that is never loaded anew: it adds the element and takes it away.
const here = document.getElementById('here');
document.getElementById('toggle').addEventListener('click', () => {
  if (here.firstElementChild) return here.replaceChildren();
  const element = document.createElement('fix-path');
  element.id = 'one';
  element.setAttribute('guide', 'toyota-remote-connect');
  element.lang = 'en';
  element.eager = true;
  here.append(element);
});

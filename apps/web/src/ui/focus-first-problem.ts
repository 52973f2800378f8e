/** Leads to the first field that has to be mended, once its problem is on the page. */
export function focusFirstProblem(form: HTMLElement | null): void {
  requestAnimationFrame(() => {
    const field = form?.querySelector<HTMLElement>('[aria-invalid="true"], [data-invalid] button')
    field?.focus()
  })
}

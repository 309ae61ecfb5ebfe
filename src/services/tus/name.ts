/** The name by which rule files and targets know the service. */
export const TUS = "tus";

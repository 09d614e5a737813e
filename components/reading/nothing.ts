/** In place of a component that a page which is read has no use for. */
export default { render: () => null }

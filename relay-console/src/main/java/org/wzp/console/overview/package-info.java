/** How clients reach the relay, what it carries, and what needs the operator. */
@NullMarked
package org.wzp.console.overview;

import org.jspecify.annotations.NullMarked;

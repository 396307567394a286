package @package@;

@imports@

/** What this jar offers, and by which names settings call it. */
public final class @Prefix@Plugin extends PluginModule {

    @Override
    protected void configure() {
@offers@
    }
}

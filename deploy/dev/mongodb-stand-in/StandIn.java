import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.MongoVersion;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.h2.H2Backend;
import de.bwaldvogel.mongo.backend.h2.H2Database;
import de.bwaldvogel.mongo.bson.Document;
import java.util.List;
import org.h2.mvstore.MVStore;

/** Speaks MongoDB's protocol on loopback, keeps its data in one file: a stand-in for development, without transactions. */
public class StandIn {
  /** What today's drivers ask for at least. */
  private static final MongoVersion VERSION = new MongoVersion() {
    public List<Integer> getVersionArray() { return List.of(5, 0, 0); }
    public int getWireVersion() { return 13; }
  };

  public static void main(String[] args) {
    H2Backend backend = new Backend(args[0]);
    backend.version(VERSION);
    MongoServer server = new MongoServer(backend);
    Runtime.getRuntime().addShutdownHook(new Thread(server::shutdownNow));
    server.bind("127.0.0.1", Integer.parseInt(args[1]));
    System.out.println("ready " + server.getConnectionString());
  }

  /**
   * The server looks a document up by its key only where nothing else is asked for: with a second condition beside `_id`, as in
   * a guarded write, it would walk the whole collection. Here it finds the document by its key and then asks the rest of it.
   */
  private static class Backend extends H2Backend {
    /** Its store is not compacted as it runs: that took half of what the whole server takes, and its files live for hours. */
    Backend(String file) { super(new MVStore.Builder().fileName(file).autoCompactFillRate(0).open()); }

    @Override
    protected MongoDatabase openOrCreateDatabase(String name) {
      return new H2Database(name, getMvStore(), getCursorRegistry()) {
        @Override
        protected Index<Object> openOrCreateUniqueIndex(String collection, String index, List<IndexKey> keys, boolean sparse) {
          Index<Object> opened = super.openOrCreateUniqueIndex(collection, index, keys, sparse);
          boolean isOfKeys = keys.size() == 1 && keys.get(0).getKey().equals("_id");
          return isOfKeys ? new ByKey(opened, keys, sparse) : opened;
        }
      };
    }
  }

  private static class ByKey extends Index<Object> {
    private final Index<Object> index;

    ByKey(Index<Object> index, List<IndexKey> keys, boolean sparse) {
      super(index.getName(), keys, sparse);
      this.index = index;
    }

    private static Document keyOf(Document query) { return new Document("_id", query.get("_id")); }

    @Override public boolean canHandle(Document query) { return query.containsKey("_id") && index.canHandle(keyOf(query)); }
    @Override public Iterable<Object> getPositions(Document query) { return index.getPositions(keyOf(query)); }
    @Override public Object getPosition(Document document) { return index.getPosition(document); }
    @Override public void checkAdd(Document document, MongoCollection<Object> in) { index.checkAdd(document, in); }
    @Override public void add(Document document, Object position, MongoCollection<Object> in) { index.add(document, position, in); }
    @Override public Object remove(Document document) { return index.remove(document); }
    @Override public long getCount() { return index.getCount(); }
    @Override public boolean isEmpty() { return index.isEmpty(); }
    @Override public long getDataSize() { return index.getDataSize(); }
    @Override public void checkUpdate(Document old, Document next, MongoCollection<Object> in) { index.checkUpdate(old, next, in); }
    @Override public void updateInPlace(Document old, Document next, Object position, MongoCollection<Object> in) {
      index.updateInPlace(old, next, position, in);
    }
    @Override public void drop() { index.drop(); }
    @Override public boolean isUnique() { return index.isUnique(); }
  }
}

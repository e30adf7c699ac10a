package app.toward.database;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.SYNC;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Set;

/** The directory with all of Toward's state, claimed by one Toward at a time. */
final class DataDirectory implements AutoCloseable {
    // A new major version of PostgreSQL cannot open the files of an old one, so each has a directory of its own.
    private static final String MAJOR = "postgresql-18";

    private final Path root;
    private final FileChannel claim;

    private DataDirectory(Path root, FileChannel claim) {
        this.root = root;
        this.claim = claim;
    }

    static DataDirectory claim(Path path) {
        try {
            makeOwnerOnly(path);
            // The real path, because the postmaster is later recognised by it.
            Path root = path.toRealPath();
            FileChannel claim = FileChannel.open(root.resolve("lock"), CREATE, WRITE);
            if (isLocked(claim)) {
                return new DataDirectory(root, claim);
            }
            claim.close();
            throw new DatabaseRefused("Another Toward is already running on the data directory " + root + ".");
        } catch (IOException e) {
            throw new DatabaseRefused("The data directory " + path + " cannot be used: " + e, e);
        }
    }

    private static boolean isLocked(FileChannel claim) throws IOException {
        try {
            return claim.tryLock() != null;
        } catch (OverlappingFileLockException heldByThisProcess) {
            return false;
        }
    }

    Path cluster() {
        return root.resolve(MAJOR);
    }

    /** Where PostgreSQL and the programs that start it write; begun anew by each start. */
    Path log() {
        return root.resolve(MAJOR + ".log");
    }

    /** One level down, because the library lets everybody write to the directory it unpacks in. */
    Path binaries() {
        return root.resolve("binaries").resolve(MAJOR);
    }

    /** Exists until the first start has succeeded, and the password moves to its final place. */
    Path newPassword() {
        return root.resolve(MAJOR + ".password.new");
    }

    private Path password() {
        return root.resolve(MAJOR + ".password");
    }

    void prepare() throws IOException {
        if (!Files.exists(password())) {
            setAsideHalfMadeCluster();
            writeNewPassword();
        }
        makeOwnerOnly(cluster());
        // A directory restored from a backup may have got other permissions, with which PostgreSQL refuses to start.
        Files.setPosixFilePermissions(cluster(), PosixFilePermissions.fromString("rwx------"));
        makeOwnerOnly(binaries());
        Files.deleteIfExists(log());
        createOwnerOnly(log(), "");
    }

    String readPassword() throws IOException {
        return Files.readString(Files.exists(password()) ? password() : newPassword());
    }

    void finishFirstStart() throws IOException {
        if (Files.exists(newPassword())) {
            Files.move(newPassword(), password(), StandardCopyOption.ATOMIC_MOVE);
            try (FileChannel directory = FileChannel.open(root)) {
                directory.force(true);
            }
        }
    }

    // An interrupted first start can leave a cluster that never opens. It never held an acknowledged write, but a
    // program should not be the one to delete it.
    private void setAsideHalfMadeCluster() throws IOException {
        if (!Files.exists(cluster())) {
            return;
        }
        if (!Files.exists(newPassword())) {
            throw new DatabaseRefused("The database in " + cluster() + " needs its password in " + password() + ".");
        }
        Files.move(
                cluster(), root.resolve(MAJOR + ".unfinished-" + Instant.now().getEpochSecond()));
    }

    private void writeNewPassword() throws IOException {
        byte[] secret = new byte[32];
        new SecureRandom().nextBytes(secret);
        Files.deleteIfExists(newPassword());
        createOwnerOnly(newPassword(), HexFormat.of().formatHex(secret));
    }

    private static void makeOwnerOnly(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            Files.createDirectories(
                    directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
    }

    private static void createOwnerOnly(Path file, String content) throws IOException {
        var ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        try (FileChannel channel = FileChannel.open(file, Set.of(CREATE_NEW, WRITE, SYNC), ownerOnly)) {
            channel.write(ByteBuffer.wrap(content.getBytes(StandardCharsets.US_ASCII)));
        }
    }

    @Override
    public void close() throws IOException {
        claim.close();
    }
}
